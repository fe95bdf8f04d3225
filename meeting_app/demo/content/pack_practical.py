"""The pack's practical notes."""

from meeting_app.demo.content.shapes import Section

PRACTICAL: Section = {
    "code": "practical",
    "title": {
        "en": "Practical notes",
        "fr": "Informations pratiques",
        "es": "Información práctica",
        "ar": "معلومات عملية",
    },
    "body": {
        "en": (
            "Venue. The Seven Terraces Conference Centre stands on a hill in the west of Amman. "
            "Plenary sessions are in Jasmine Hall on the ground floor; the five smaller rooms are "
            "one floor up, by stairs or lift.\n\n"
            "Visa. Rules differ by passport and change often: ask the embassy or consulate of "
            "Jordan nearest to you. We write an invitation letter within three working days of "
            "your request.\n\n"
            "Travel. From the airport, count 45 minutes by road. A shuttle runs on the eve of the "
            "meeting and after the closing session; your page shows the hours. Please keep the "
            "receipts that we are to refund.\n\n"
            "Health. A nurse is present on all three days. Check with a doctor which vaccinations "
            "you need, bring your own medicines with their prescription, and take out travel "
            "insurance that covers the return journey. Tap water is not for drinking; there are "
            "fountains on each floor.\n\n"
            "Access. All rooms can be reached in a wheelchair. There are hearing loops in Jasmine "
            "Hall and the Olive Room, live captions in English, a quiet room, a prayer room and a "
            "room for feeding babies. Tell us what else you need; you do not have to say why.\n\n"
            "Interpretation. Speak slowly, one at a time, and close to the microphone. If the "
            "sound is bad, interpreters cannot work; raise your hand and we stop."
        ),
        "fr": (
            "Lieu. Le Centre de conférences des Sept Terrasses se trouve sur une colline à "
            "l’ouest d’Amman. Les plénières ont lieu dans la salle du Jasmin, au "
            "rez-de-chaussée ; les cinq petites salles sont à l’étage, par l’escalier ou "
            "l’ascenseur.\n\n"
            "Visa. Les règles dépendent du passeport et changent souvent : renseignez-vous auprès "
            "de l’ambassade ou du consulat de Jordanie le plus proche. Nous établissons la lettre "
            "d’invitation dans les trois jours ouvrables qui suivent votre demande.\n\n"
            "Trajet. Comptez 45 minutes de route depuis l’aéroport. Une navette circule la veille "
            "de la réunion et après la clôture ; les horaires figurent sur votre page. Conservez "
            "les justificatifs des frais que nous devons vous rembourser.\n\n"
            "Santé. Une infirmière est présente pendant les trois jours. Demandez à un médecin "
            "quels vaccins sont nécessaires, apportez vos médicaments avec leur ordonnance et "
            "souscrivez une assurance voyage qui couvre le retour. L’eau du robinet n’est pas "
            "potable ; des fontaines se trouvent à chaque étage.\n\n"
            "Accessibilité. Toutes les salles sont accessibles en fauteuil roulant. Vous "
            "trouverez une boucle magnétique dans les salles du Jasmin et de l’Olivier, un "
            "sous-titrage en direct en anglais, une salle de repos, une salle de prière et un "
            "espace d’allaitement. Dites-nous ce qu’il vous faut d’autre ; vous n’avez pas à dire "
            "pourquoi.\n\n"
            "Interprétation. Parlez lentement, une personne à la fois, près du micro. Si le son "
            "est mauvais, les interprètes ne peuvent pas travailler : levez la main et nous nous "
            "arrêtons."
        ),
        "es": (
            "Sede. El Centro de Conferencias Siete Terrazas está en una colina al oeste de Ammán. "
            "Las plenarias se celebran en la Sala Jazmín, en la planta baja; las cinco salas "
            "pequeñas están un piso más arriba, por escalera o ascensor.\n\n"
            "Visado. Las normas dependen del pasaporte y cambian con frecuencia: consulte a la "
            "embajada o al consulado de Jordania más cercano. Emitimos la carta de invitación en "
            "los tres días hábiles siguientes a su solicitud.\n\n"
            "Viaje. Desde el aeropuerto, calcule 45 minutos por carretera. Hay un autobús la "
            "víspera de la reunión y después de la clausura; su página muestra los horarios. "
            "Guarde los recibos de los gastos que debamos reembolsarle.\n\n"
            "Salud. Una enfermera está presente los tres días. Consulte con un médico qué vacunas "
            "necesita, traiga sus medicamentos con la receta y contrate un seguro de viaje que "
            "cubra el regreso. El agua del grifo no es potable; hay fuentes en cada piso.\n\n"
            "Accesibilidad. A todas las salas se puede llegar en silla de ruedas. Hay bucle "
            "magnético en las salas Jazmín y Olivo, subtítulos en directo en inglés, una sala de "
            "descanso, una sala de oración y un espacio de lactancia. Díganos qué más necesita; "
            "no tiene que explicar por qué.\n\n"
            "Interpretación. Hable despacio, por turnos y cerca del micrófono. Si el sonido es "
            "malo, los intérpretes no pueden trabajar: levante la mano y nos detenemos."
        ),
        "ar": (
            "المكان. يقع مركز الشرفات السبع للمؤتمرات على تلة في غرب عمّان. تُعقد الجلسات العامة "
            "في قاعة الياسمين في الطابق الأرضي، أما القاعات الخمس الصغيرة ففي الطابق الذي يعلوه، "
            "ويُصعد إليها بالدرج أو المصعد.\n\n"
            "التأشيرة. تختلف القواعد بحسب جواز السفر وتتغيّر كثيرًا، فاسألوا أقرب سفارة أو قنصلية "
            "أردنية. ونصدر رسالة الدعوة خلال ثلاثة أيام عمل من طلبكم.\n\n"
            "السفر. تستغرق الطريق من المطار نحو 45 دقيقة. تعمل حافلة عشية الاجتماع وبعد جلسة "
            "الختام، ومواعيدها في صفحتكم. احتفظوا بإيصالات المصاريف التي سنسدّدها لكم.\n\n"
            "الصحة. توجد ممرضة في الأيام الثلاثة. اسألوا طبيبًا عن اللقاحات اللازمة، وأحضروا "
            "أدويتكم مع وصفتها، واحصلوا على تأمين سفر يغطي رحلة العودة. ماء الصنبور غير صالح "
            "للشرب، وفي كل طابق موزّع مياه.\n\n"
            "التسهيلات. يمكن الوصول إلى جميع القاعات بالكرسي المتحرك. وتتوفر حلقة سمعية في قاعتي "
            "الياسمين والزيتون، وتفريغ نصي مباشر بالإنجليزية، وغرفة هادئة، ومصلّى، وغرفة للرضاعة. "
            "أخبرونا بما تحتاجون إليه غير ذلك، ولستم ملزمين بذكر السبب.\n\n"
            "الترجمة الفورية. تحدّثوا ببطء، واحدًا بعد آخر، وبقرب الميكروفون. إذا ساء الصوت تعذّر "
            "على المترجمين العمل، فارفعوا أيديكم ونتوقف."
        ),
    },
}
