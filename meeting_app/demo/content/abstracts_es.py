"""Invented abstracts, written in Spanish."""

from meeting_app.demo.content.shapes import Abstract

SPANISH: list[Abstract] = [
    {
        "call": "practice",
        "submitter": "jimena_paredes",
        "theme": "wellbeing",
        "state": "submitted",
        "language": "es",
        "title": (
            "Una sola noche: primeros auxilios psicológicos con niñas que mañana siguen su camino"
        ),
        "text": (
            "En nuestro albergue de frontera, siete de cada diez niñas se quedan una sola noche. "
            "Los protocolos que conocíamos suponen al menos tres encuentros. Durante años hicimos "
            "la primera entrevista de un proceso que nunca continuaba y dejábamos a las niñas con "
            "sus recuerdos abiertos.\n\n"
            "Junto con 26 adolescentes que ya habían llegado a su destino, nos preguntamos qué "
            "ayuda de verdad en una noche. Respondieron con claridad: que me digan dónde estoy, "
            "que me dejen bañarme, que no me pidan contarlo todo, que me expliquen qué puede "
            "pasar mañana y a quién puedo llamar. Con eso rehicimos el turno nocturno: menos "
            "preguntas, más información, un mensaje de voz para la familia y un contacto seguro "
            "en la siguiente parada.\n\n"
            "De 900 niñas recibidas en un año, 412 volvieron a escribir desde otra ciudad; antes "
            "lo hacían menos de 50. No sabemos qué pasó con las demás. Compartimos la guía, las "
            "palabras que evitamos y las dudas que nos quedan."
        ),
        "presenters": [
            {
                "name": "Jimena Paredes",
                "email": "jimena.paredes@example.org",
                "organisation": "Red Abrigo Andino",
            }
        ],
        "answers": {
            "setting": "route",
            "children_role": "shaped",
            "take_away": (
                "Una guía de una página para acompañar a una niña cuando solo se tiene una noche."
            ),
        },
    },
    {
        "call": "practice",
        "submitter": "ixchel_tzoc",
        "theme": "local_leadership",
        "state": "submitted",
        "language": "es",
        "title": "Comadronas que protegen: una red que ya existía y que nadie había invitado",
        "text": (
            "Después de la tormenta, cuatro proyectos formaron comités de protección en nuestras "
            "aldeas. Se reunían en español, con lista de asistencia y refrigerio. Cuando "
            "terminaron los fondos, terminaron los comités. Mientras tanto, las familias seguían "
            "llamando a las comadronas, que hablan su idioma, entran en todas las casas y guardan "
            "los secretos.\n\n"
            "En 2025 dejamos de formar comités y preguntamos a 31 comadronas qué necesitaban. No "
            "pidieron capacitación, sino tres cosas: crédito para el teléfono, una abogada que "
            "contestara y que nadie las obligara a escribir nombres. Acordamos con ellas cuándo "
            "una situación debe salir de la comunidad y cómo hacerlo sin exponerlas.\n\n"
            "En catorce meses avisaron de 57 situaciones graves, 22 de ellas de violencia sexual; "
            "los comités habían avisado de tres. También hubo desacuerdos, por ejemplo sobre las "
            "uniones a los dieciséis años, y no todos se resolvieron. Contamos cómo se sostiene "
            "una alianza en la que la organización que tiene el dinero no es la que manda."
        ),
        "presenters": [
            {
                "name": "Ixchel Tzoc Batz",
                "email": "ixchel.tzoc@example.org",
                "organisation": "Casa Colibrí del Norte",
            }
        ],
        "answers": {
            "setting": "village",
            "children_role": "consulted",
            "take_away": (
                "Un mapa de las personas a quienes una familia llama primero, antes de cualquier "
                "proyecto."
            ),
        },
    },
    {
        "call": "practice",
        "submitter": "andres_salcedo",
        "theme": "accountability",
        "state": "submitted",
        "language": "es",
        "title": (
            "El presupuesto en la cartelera: adolescentes que revisan las cuentas de un proyecto"
        ),
        "text": (
            "Hablamos de rendir cuentas a la niñez, pero casi nunca mostramos las cuentas. En "
            "tres barrios junto al río publicamos el presupuesto completo de nuestro proyecto en "
            "la cartelera de la escuela, con dibujos y sin siglas, salvo los salarios "
            "individuales.\n\n"
            "Un grupo de 18 adolescentes, elegido por sus compañeros, lo revisó durante seis "
            "meses. Preguntaron por qué los refrigerios costaban más que la psicóloga, por qué se "
            "imprimían camisetas y quién había escogido el salón. Cambiamos 14 partidas de 60. "
            "También preguntaron por qué nuestra oficina en la capital tenía dos vehículos; esa "
            "respuesta tardó más.\n\n"
            "El ejercicio no fue cómodo: un proveedor dejó de trabajar con nosotros y una madre "
            "temió por su hijo, que había hecho demasiadas preguntas. Por eso ahora las preguntas "
            "se presentan en grupo y por escrito. La asistencia a las actividades creció un 40 % "
            "y, según los propios adolescentes, lo más importante fue descubrir que podían decir "
            "que no. Traemos la hoja y las preguntas."
        ),
        "presenters": [
            {
                "name": "Andrés Salcedo",
                "email": "andres.salcedo@example.org",
                "organisation": "Fundación Semillero del Río",
            },
            {
                "name": "Valentina Duarte Rojas",
                "email": "valentina.duarte@example.org",
                "organisation": "Fundación Semillero del Río",
            },
        ],
        "answers": {
            "setting": "town",
            "children_role": "led",
            "take_away": "Una hoja de gastos que puede leer una persona de trece años.",
        },
    },
    {
        "call": "advocacy",
        "submitter": "rosa_mejia",
        "theme": "family_care",
        "state": "submitted",
        "language": "es",
        "title": "Que la tía también cuente: reconocer legalmente a quien cuida",
        "text": (
            "La mayoría de los niños y niñas que se desplazan por la región sin su madre ni su "
            "padre viajan con alguien que los cuida: una tía, un abuelo, la vecina de siempre. "
            "Para la ley van solos. En la frontera se los separa «por protección», en la escuela "
            "no se los matricula y en el hospital nadie puede firmar.\n\n"
            "Nuestra oficina provincial emite desde 2024 una constancia de cuidado: dos testigos, "
            "una conversación a solas con el niño o la niña, una visita y una firma que vale seis "
            "meses. En dos años entregamos 730 y anulamos nueve. Las escuelas de la provincia la "
            "aceptan; las de la provincia vecina, no.\n\n"
            "Pedimos a los gobiernos de la región un acuerdo sencillo para reconocer estas "
            "constancias. La sesión reúne a una funcionaria de frontera, una directora de escuela "
            "y dos cuidadoras, y termina con un borrador de acuerdo que las delegaciones pueden "
            "llevarse. También discutiremos el riesgo principal: que el papel sirva a quien no "
            "cuida."
        ),
        "presenters": [
            {
                "name": "Rosa Elvira Mejía",
                "email": "rosa.mejia@example.org",
                "organisation": "Oficina Provincial de Niñez y Familia de Monte Alto",
            },
            {
                "name": "Jimena Paredes",
                "email": "jimena.paredes@example.org",
                "organisation": "Red Abrigo Andino",
            },
        ],
        "answers": {
            "addressee": ["government"],
            "demand": (
                "Aceptar en fronteras y escuelas una constancia de cuidado firmada por la "
                "autoridad local."
            ),
            "risk": "Las familias que participan no mencionan su situación migratoria.",
        },
    },
    {
        "call": "practice",
        "submitter": "andres_salcedo",
        "theme": "climate",
        "state": "draft",
        "language": "es",
        "title": "Antes de que suba el río: escuelas que avisan y niños que saben adónde ir",
        "text": (
            "En la cuenca donde trabajamos, el sistema de alerta envía mensajes a los teléfonos "
            "de los jefes de hogar. Pero a la hora en que sube el río, los adultos están en la "
            "finca y los teléfonos, con ellos. En casa quedan los niños y las niñas, a menudo al "
            "cuidado de una hermana de diez años.\n\n"
            "Con nueve escuelas y la universidad pusimos a prueba otra cadena de aviso: la alerta "
            "llega a la escuela, la escuela la transmite con una campana y cada niño o niña "
            "conoce dos casas abiertas donde lo esperan. Los padres saben cuáles son y no tienen "
            "que cruzar el puente para buscarlos.\n\n"
            "El simulacro funcionó en siete escuelas. En las otras dos, las casas abiertas "
            "estaban cerradas o no eran seguras, y lo descubrimos porque las niñas lo dijeron. La "
            "temporada de lluvias termina en unas semanas; entonces completaremos este resumen "
            "con lo ocurrido de verdad, y no solo en el simulacro."
        ),
        "presenters": [
            {
                "name": "Andrés Salcedo",
                "email": "andres.salcedo@example.org",
                "organisation": "Fundación Semillero del Río",
            },
            {
                "name": "Camila Ortega Salinas",
                "email": "camila.ortega@example.org",
                "organisation": "Universidad del Altiplano Azul",
            },
        ],
        "answers": {"setting": "village", "children_role": "consulted"},
    },
]
